"""Pictures as data, and as SVG."""
