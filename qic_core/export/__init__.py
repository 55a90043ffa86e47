"""What leaves the house: workbook, tidy CSV, paper sheets. Nothing hidden leaks, no text becomes a formula."""
