package com.homedelivery.notification.domain;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A language that there are templates in. */
public enum Language {
    EN(Locale.ENGLISH),
    DE(Locale.GERMAN);

    private final Locale locale;

    Language(Locale locale) {
        this.locale = locale;
    }

    /** The language of a BCP 47 tag, whatever its region ({@code de-AT}); English where it is none of them. */
    public static Language of(@Nullable String tag) {
        if (tag != null) {
            String wanted = Locale.forLanguageTag(tag).getLanguage();
            for (Language language : values()) {
                if (language.locale.getLanguage().equals(wanted)) {
                    return language;
                }
            }
        }
        return EN;
    }

    /** How numbers are written in it. */
    public Locale locale() {
        return locale;
    }

    /** Its BCP 47 tag. */
    @Override
    public String toString() {
        return locale.toLanguageTag();
    }
}
