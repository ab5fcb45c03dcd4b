package com.homedelivery.auth.web;

record PasswordResetResponse(boolean reset) {}
