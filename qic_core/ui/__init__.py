"""The Streamlit side: frame, session, words, what several pages draw."""
