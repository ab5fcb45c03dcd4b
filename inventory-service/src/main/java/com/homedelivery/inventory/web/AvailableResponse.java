package com.homedelivery.inventory.web;

import java.util.UUID;

/** What is available after units were reserved or released by hand. */
record AvailableResponse(UUID productId, int available) {}
