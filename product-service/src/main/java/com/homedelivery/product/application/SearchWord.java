package com.homedelivery.product.application;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A word that a customer has typed, or several that mean one thing, and what of the catalogue's words it may stand for. All words are
 * in lower case, without accents, and of letters and digits only.
 *
 * @param text as it was typed; words are separated by spaces
 * @param forms the catalogue's words that are the same one, in the singular or plural for example, the closest one first
 * @param synonyms what means the same: each of one word or of several that follow each other
 * @param isBeginning whether words of the catalogue's names may go on after it
 * @param parts words of the catalogue's names that have it within
 * @param correction the word of the catalogue's names that was meant, when it is none
 * @param documents how many products have the word
 */
public record SearchWord(
        String text,
        List<String> forms,
        List<List<String>> synonyms,
        boolean isBeginning,
        List<String> parts,
        @Nullable String correction,
        long documents) {

    /** A word of the catalogue, in any of its forms. */
    public static SearchWord known(String text, List<String> forms, long documents) {
        return new SearchWord(text, forms, List.of(), false, List.of(), null, documents);
    }

    public static SearchWord unknown(String text) {
        return known(text, List.of(), 0);
    }

    /** Words of names that begin with it match as well. */
    public SearchWord withBeginning() {
        return new SearchWord(text, forms, synonyms, true, parts, correction, documents);
    }

    public SearchWord withParts(List<String> words) {
        return new SearchWord(text, forms, synonyms, isBeginning, words, correction, documents);
    }

    public SearchWord withSynonyms(List<List<String>> phrases) {
        return new SearchWord(text, forms, phrases, isBeginning, parts, correction, documents);
    }

    public SearchWord correctedTo(String word, List<String> formsOfIt) {
        return new SearchWord(text, formsOfIt, synonyms, isBeginning, parts, word, documents);
    }

    /**
     * The word, or a run of words that begins with it, with all that means the same.
     *
     * @param run the words that mean one thing
     * @param sets of synonyms; those that have the run among them count
     */
    public SearchWord standingFor(List<String> run, List<List<String>> sets) {
        String joined = String.join(" ", run);
        List<List<String>> same = new ArrayList<>(synonyms);
        sets.stream()
                .filter(set -> set.contains(joined))
                .flatMap(List::stream)
                .filter(term -> !term.equals(joined))
                .distinct()
                .forEach(term -> same.add(List.of(term.split(" "))));
        return run.size() == 1
                ? withSynonyms(same)
                : new SearchWord(joined, List.of(), same, isBeginning, List.of(), null, documents);
    }

    /** The words themselves: more than one only where they mean one thing. */
    public List<String> words() {
        return List.of(corrected().split(" "));
    }

    /** What the catalogue calls it, as close to what was typed as can be. */
    public List<String> closest() {
        return correction != null || forms.isEmpty() ? words() : List.of(forms.getFirst());
    }

    /** What was typed, without its misspellings. */
    public String corrected() {
        return correction == null ? text : correction;
    }

    /** Whether a word of a text is meant by it. */
    boolean matches(String word) {
        return words().contains(word)
                || forms.contains(word)
                || parts.contains(word)
                || isBeginning && word.startsWith(text)
                || synonyms.stream().anyMatch(phrase -> phrase.contains(word));
    }

    /** Whether a word of a text is this one, or this one goes on as it. */
    boolean isCompletedBy(String word) {
        return forms.contains(word) || parts.contains(word) || word.startsWith(corrected());
    }
}
