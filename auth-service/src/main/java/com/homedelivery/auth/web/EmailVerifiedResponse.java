package com.homedelivery.auth.web;

record EmailVerifiedResponse(boolean verified) {}
