"""Make the files of the site: one module and one template for each kind of page."""
