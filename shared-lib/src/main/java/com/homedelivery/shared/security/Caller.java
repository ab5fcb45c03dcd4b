package com.homedelivery.shared.security;

/** Who a valid token speaks for. */
public sealed interface Caller permits CurrentUser, CallingService {

    Role role();
}
