"""The participant's side: plain HTML routes beside the pages; a phone never opens a Streamlit session."""
