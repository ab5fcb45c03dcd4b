package com.homedelivery.notification.application;

/** URLs that others have us call. */
public interface OutgoingUrls {

    /**
     * Checks that a URL may be called: it begins with {@code https://}, and its host is out on the internet, as far as is
     * known now. It is checked again at each call.
     *
     * @throws OutgoingUrlException when it may not; the message says why
     */
    void check(String url) throws OutgoingUrlException;
}
