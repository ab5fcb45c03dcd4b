package com.homedelivery.notification.domain;

/**
 * A rendered template.
 *
 * @param subject one line of at most 200 characters; control characters become blanks, so that it cannot become more
 *     than one header of a mail
 * @param body plain text, paragraphs separated by empty lines
 */
public record RenderedMessage(String subject, String body) {

    private static final int SUBJECT_LENGTH = 200;

    public RenderedMessage {
        subject = subject.replaceAll("[\\p{Cntrl}\\u2028\\u2029\\s]+", " ").strip();
        if (subject.length() > SUBJECT_LENGTH) {
            subject = subject.substring(0, SUBJECT_LENGTH);
        }
    }
}
