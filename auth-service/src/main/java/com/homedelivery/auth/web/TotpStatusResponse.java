package com.homedelivery.auth.web;

import com.homedelivery.auth.application.ManageSecondFactor.Status;

/** @param recoveryCodesLeft 0 while it is off */
record TotpStatusResponse(boolean enabled, int recoveryCodesLeft) {

    static TotpStatusResponse of(Status status) {
        return new TotpStatusResponse(status.enabled(), status.recoveryCodesLeft());
    }
}
