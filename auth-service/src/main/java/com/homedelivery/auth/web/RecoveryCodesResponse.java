package com.homedelivery.auth.web;

import java.util.List;

/** @param recoveryCodes each good for one login; not shown again */
record RecoveryCodesResponse(List<String> recoveryCodes) {

    @Override
    public String toString() {
        return "RecoveryCodesResponse";
    }
}
