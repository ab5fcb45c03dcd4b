package com.homedelivery.notification.application;

import java.util.Set;

/** The error codes of Twilio (https://www.twilio.com/docs/api/errors), as far as they make a difference to us. */
public final class TwilioErrors {

    /**
     * No SMS to this number will ever arrive: it is none (21211), or none for SMS (21614), its owner has replied STOP (21610) or
     * is blocked from messages (30004), it is unknown (30005), or a landline (30006). A handset that is switched off or has no
     * signal (30003), what nobody can explain (30008), and ways that Twilio does not have at the moment (21612) or that the
     * account is not allowed to take (21408) are not among them: they may be mended without a new number.
     */
    private static final Set<Integer> ABOUT_NUMBER = Set.of(21211, 21614, 21610, 30004, 30005, 30006);

    private TwilioErrors() {}

    /** Whether an error is about the number, so that nothing is to be sent there any more. */
    public static boolean isAboutNumber(int code) {
        return ABOUT_NUMBER.contains(code);
    }
}
