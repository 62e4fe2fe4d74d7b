"""What an edition is made of, as frozen values that all other packages share."""
