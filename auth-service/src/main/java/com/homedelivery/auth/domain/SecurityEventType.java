package com.homedelivery.auth.domain;

/** What the audit log of an account tells of. */
public enum SecurityEventType {
    REGISTERED,
    LOGGED_IN,
    LOGIN_FAILED,
    ACCOUNT_LOCKED,
    LOGGED_OUT,
    SESSION_REVOKED,
    SESSIONS_REVOKED,
    /** A refresh token was used a second time: somebody had a copy. */
    TOKEN_REUSED,
    PASSWORD_CHANGED,
    PASSWORD_RESET_REQUESTED,
    PASSWORD_RESET,
    EMAIL_VERIFIED,
    EMAIL_CHANGE_REQUESTED,
    EMAIL_CHANGED,
    ROLE_CHANGED,
    TOTP_ENABLED,
    TOTP_DISABLED,
    TOTP_FAILED,
    RECOVERY_CODE_USED,
    RECOVERY_CODES_REPLACED
}
