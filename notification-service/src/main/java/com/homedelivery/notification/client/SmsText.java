package com.homedelivery.notification.client;

import java.text.Normalizer;

/**
 * A text as an SMS is charged for (3GPP TS 23.038, 23.040): in segments of 160 characters of the GSM alphabet, or of 70
 * in UCS-2 when one character is outside of it; of 153 and 67 when there are several.
 *
 * @param text what is sent
 * @param segments how many it is charged as
 */
record SmsText(String text, int segments) {

    private static final String GSM_7 = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡"
            + "ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

    /** Each takes the place of two characters. */
    private static final String GSM_7_EXTENDED = "^{}\\[~]|€\f";

    private static final String ELLIPSIS = "...";

    /** The text, cut so that it takes no more than so many segments. */
    static SmsText of(String written, int maxSegments) {
        String text = plain(written);
        int segments = segmentsOf(text);
        if (segments <= maxSegments) {
            return new SmsText(text, segments);
        }
        int end = text.length();
        String cut;
        do {
            end = text.offsetByCodePoints(end, -1);
            cut = text.substring(0, end).stripTrailing() + ELLIPSIS;
        } while (segmentsOf(cut) > maxSegments);
        return new SmsText(cut, maxSegments);
    }

    /** Typography that would make an SMS more than twice as expensive is left out. */
    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC)
                .replace('’', '\'')
                .replace('‘', '\'')
                .replaceAll("[„“”«»]", "\"")
                .replaceAll("[–—]", "-")
                .replace('×', 'x')
                .replace("…", ELLIPSIS)
                .replace('\u00a0', ' ');
    }

    private static int segmentsOf(String text) {
        int septets = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (GSM_7.indexOf(c) >= 0) {
                septets++;
            } else if (GSM_7_EXTENDED.indexOf(c) >= 0) {
                septets += 2;
            } else {
                return segments(text.length(), 70, 67);
            }
        }
        return segments(septets, 160, 153);
    }

    private static int segments(int units, int alone, int ofSeveral) {
        return units <= alone ? 1 : Math.ceilDiv(units, ofSeveral);
    }
}
