package com.homedelivery.auth.web;

record RevokedResponse(boolean revoked) {}
