"""A site's files go in; settings, notices and every problem with its place come out."""
