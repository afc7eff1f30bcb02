"""Tables of actors as other programs write them: name, position, salience, capability."""
