"""What is drawn: the presence, icons, fonts, inks and hues."""
