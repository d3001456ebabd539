"""What holds for every test."""

from hypothesis import settings

# Speed is measured in benchmarks/, against peers; a slow or busy machine fails no test.
settings.register_profile("fairnotice", deadline=None)
settings.load_profile("fairnotice")
