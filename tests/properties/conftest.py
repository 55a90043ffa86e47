from hypothesis import settings

# No deadline: a slow machine is no broken property.
settings.register_profile("house", deadline=None, max_examples=60)
settings.load_profile("house")
