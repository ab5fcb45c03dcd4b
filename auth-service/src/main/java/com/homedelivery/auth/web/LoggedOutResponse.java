package com.homedelivery.auth.web;

/** Nobody is signed in with the token any more. */
record LoggedOutResponse(boolean loggedOut) {}
