"""Limits of AWS that a template can exceed: better told at synthesis than by a deployment that stops half-way."""
