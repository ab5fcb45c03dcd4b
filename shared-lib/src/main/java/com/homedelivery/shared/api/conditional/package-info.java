/** Requests that depend on what the client has read (RFC 9110, section 13). */
@NullMarked
package com.homedelivery.shared.api.conditional;

import org.jspecify.annotations.NullMarked;
