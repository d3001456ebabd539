"""What was declared, detected and decided in; what may not be published yet out."""
