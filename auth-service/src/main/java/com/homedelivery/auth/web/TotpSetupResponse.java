package com.homedelivery.auth.web;

import com.homedelivery.auth.application.ManageSecondFactor.Setup;

/**
 * @param secret in base 32, to be typed into an authenticator app
 * @param uri the same for a QR code
 */
record TotpSetupResponse(String secret, String uri) {

    static TotpSetupResponse of(Setup setup) {
        return new TotpSetupResponse(setup.secret(), setup.uri());
    }

    @Override
    public String toString() {
        return "TotpSetupResponse";
    }
}
