package com.homedelivery.auth.web;

record LoggedOutResponse(boolean loggedOut) {}
