package com.homedelivery.notification.application;

import com.homedelivery.notification.domain.PushSubscription;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Takes the subscription of a browser. The host of its push service is looked up outside of a transaction. */
@Component
public class SubscribeBrowser {

    private final OutgoingUrls urls;
    private final ManagePush push;

    SubscribeBrowser(OutgoingUrls urls, ManagePush push) {
        this.urls = urls;
        this.push = push;
    }

    /**
     * A browser takes push messages for this person from now on, and for nobody else. Of more than a few browsers the
     * oldest is forgotten.
     *
     * @param endpoint URL of the browser's push service
     * @param publicKey the browser's key, in base64url
     * @param secret the browser's authentication secret, in base64url
     * @throws com.homedelivery.shared.api.error.ConflictException when there are no push messages here
     * @throws OutgoingUrlException when the endpoint may not be called
     */
    public PushSubscription subscribe(UUID userId, String endpoint, String publicKey, String secret)
            throws OutgoingUrlException {
        push.requireSetUp();
        urls.check(endpoint);
        return push.subscribe(userId, endpoint, publicKey, secret);
    }
}
