"""Problems and findings in, one printed form out: text, JSON, Markdown, GitHub, JUnit, SARIF."""
