"""The bytes of a HAR that a browser saved and a site go in; how its cookie table differs, out."""
