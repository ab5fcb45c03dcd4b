package com.homedelivery.auth.web;

record EmailChangedResponse(boolean changed) {}
