/** The way to the services and back: routes, the token check, headers, connections, bad answers. */
@NullMarked
package com.homedelivery.gateway.routing;

import org.jspecify.annotations.NullMarked;
