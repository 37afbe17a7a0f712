"""What is known of a show's subjects beyond its episodes: packs, field by field."""
