"""Who is who: the actors of many pages made out to be the same people, organisations and states, with the reasons."""
