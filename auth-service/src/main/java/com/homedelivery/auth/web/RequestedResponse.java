package com.homedelivery.auth.web;

/** @param requested whether a mail is on its way, as far as can be told */
record RequestedResponse(boolean requested) {}
