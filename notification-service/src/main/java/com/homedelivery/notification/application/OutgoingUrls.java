package com.homedelivery.notification.application;

/** URLs that others have us call. */
public interface OutgoingUrls {

    /**
     * Checks that a URL may be called: it begins with {@code https://}, and its host is out on the internet, as far as is
     * known now. It is checked again at each call.
     *
     * <p>It takes no longer than 2 s. It does not belong into a transaction: a name server of others is waited for.
     *
     * @throws OutgoingUrlException when it may not; the message says why
     * @throws com.homedelivery.shared.api.error.OverloadedException when too many are being checked at this moment
     */
    void check(String url) throws OutgoingUrlException;
}
