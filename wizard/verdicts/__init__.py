"""What a mall's answer says about an account: rules of the guides, judged without a network."""
