-- In some languages the kind of thing comes last in a word: whole milk is Vollmilch.
create index search_words_endings on search_words (language, reverse(word)) where in_names;
