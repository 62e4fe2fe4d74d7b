"""From the text of the transcript to numbered passages: labels open turns, page breaks are healed, passages are counted."""
