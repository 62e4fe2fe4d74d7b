"""The edition: reads source/, checks it, and writes pages and exports. ARCHITECTURE.md has the whole picture."""
