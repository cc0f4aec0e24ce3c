"""Figures: numbers that count people or things, in digits or in words, under names that all languages share."""
