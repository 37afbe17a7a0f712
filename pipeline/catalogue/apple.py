"""Apple Podcasts' categories and their subcategories, in Apple's exact spelling.

Source: Apple Podcasts for Creators, «Apple Podcasts categories», the list in force since 2019.
"""

from __future__ import annotations

from collections.abc import Mapping

CATEGORIES: Mapping[str, tuple[str, ...]] = {
    "Arts": ("Books", "Design", "Fashion & Beauty", "Food", "Performing Arts", "Visual Arts"),
    "Business": ("Careers", "Entrepreneurship", "Investing", "Management", "Marketing", "Non-Profit"),
    "Comedy": ("Comedy Interviews", "Improv", "Stand-Up"),
    "Education": ("Courses", "How To", "Language Learning", "Self-Improvement"),
    "Fiction": ("Comedy Fiction", "Drama", "Science Fiction"),
    "Government": (),
    "Health & Fitness": (
        "Alternative Health",
        "Fitness",
        "Medicine",
        "Mental Health",
        "Nutrition",
        "Sexuality",
    ),
    "History": (),
    "Kids & Family": ("Education for Kids", "Parenting", "Pets & Animals", "Stories for Kids"),
    "Leisure": (
        "Animation & Manga",
        "Automotive",
        "Aviation",
        "Crafts",
        "Games",
        "Hobbies",
        "Home & Garden",
        "Video Games",
    ),
    "Music": ("Music Commentary", "Music History", "Music Interviews"),
    "News": (
        "Business News",
        "Daily News",
        "Entertainment News",
        "News Commentary",
        "Politics",
        "Sports News",
        "Tech News",
    ),
    "Religion & Spirituality": (
        "Buddhism",
        "Christianity",
        "Hinduism",
        "Islam",
        "Judaism",
        "Religion",
        "Spirituality",
    ),
    "Science": (
        "Astronomy",
        "Chemistry",
        "Earth Sciences",
        "Life Sciences",
        "Mathematics",
        "Natural Sciences",
        "Nature",
        "Physics",
        "Social Sciences",
    ),
    "Society & Culture": (
        "Documentary",
        "Personal Journals",
        "Philosophy",
        "Places & Travel",
        "Relationships",
    ),
    "Sports": (
        "Baseball",
        "Basketball",
        "Cricket",
        "Fantasy Sports",
        "Football",
        "Golf",
        "Hockey",
        "Rugby",
        "Running",
        "Soccer",
        "Swimming",
        "Tennis",
        "Volleyball",
        "Wilderness",
        "Wrestling",
    ),
    "Technology": (),
    "True Crime": (),
    "TV & Film": ("After Shows", "Film History", "Film Interviews", "Film Reviews", "TV Reviews"),
}

# The list that was in force before 2019, where it differs, and the nearest of today for each.
_OUTDATED: Mapping[tuple[str, str], tuple[str, str]] = {
    ("arts", "literature"): ("Arts", "Books"),
    ("business", "business news"): ("News", "Business News"),
    ("business", "management & marketing"): ("Business", "Management"),
    ("education", "education"): ("Education", ""),
    ("education", "language courses"): ("Education", "Language Learning"),
    ("games & hobbies", ""): ("Leisure", ""),
    ("games & hobbies", "automotive"): ("Leisure", "Automotive"),
    ("games & hobbies", "aviation"): ("Leisure", "Aviation"),
    ("games & hobbies", "hobbies"): ("Leisure", "Hobbies"),
    ("games & hobbies", "other games"): ("Leisure", "Games"),
    ("games & hobbies", "video games"): ("Leisure", "Video Games"),
    ("government & organizations", ""): ("Government", ""),
    ("government & organizations", "non-profit"): ("Business", "Non-Profit"),
    ("health", ""): ("Health & Fitness", ""),
    ("health", "alternative health"): ("Health & Fitness", "Alternative Health"),
    ("health", "fitness & nutrition"): ("Health & Fitness", "Fitness"),
    ("health", "self-help"): ("Education", "Self-Improvement"),
    ("health", "sexuality"): ("Health & Fitness", "Sexuality"),
    ("kids", ""): ("Kids & Family", ""),
    ("news & politics", ""): ("News", ""),
    ("science & medicine", ""): ("Science", ""),
    ("science & medicine", "medicine"): ("Health & Fitness", "Medicine"),
    ("science & medicine", "natural sciences"): ("Science", "Natural Sciences"),
    ("science & medicine", "social sciences"): ("Science", "Social Sciences"),
    ("society & culture", "history"): ("History", ""),
    ("sports & recreation", ""): ("Sports", ""),
    ("sports & recreation", "outdoor"): ("Sports", "Wilderness"),
    ("technology", "tech news"): ("News", "Tech News"),
}
_BY_SPELLING = {name.casefold(): name for name in CATEGORIES}


def nearest_category(category: str, subcategory: str = "") -> tuple[str, str]:
    """Give category and subcategory in Apple's spelling, outdated ones as those that took their place.

    A subcategory that Apple does not have is left out; both are empty for a category it never had. One of
    today's subcategories alone brings its category.
    """
    first, second = (
        " ".join(name.replace(" and ", " & ").split()).casefold() for name in (category, subcategory)
    )
    if found := _OUTDATED.get((first, second)):
        return found
    if name := _BY_SPELLING.get(first):
        below = {child.casefold(): child for child in CATEGORIES[name]}
        return name, below.get(second, "")
    if found := _OUTDATED.get((first, "")):
        return found
    return next(
        (
            (name, child)
            for name, children in CATEGORIES.items()
            for child in children
            if child.casefold() == first
        ),
        ("", ""),
    )
