package com.homedelivery.auth.web;

record DeletedResponse(boolean deleted) {}
