package com.homedelivery.inventory.web;

import java.util.UUID;

/** What is left after units were reserved or given back. */
record AvailableResponse(UUID productId, int available) {}
