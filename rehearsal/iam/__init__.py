"""What AWS checks beyond the call itself: the roles that it hands to services, and condition keys of IAM."""
