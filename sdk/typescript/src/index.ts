export { createHomeDelivery, dataOf, HomeDeliveryError } from "./client.js";
export type { Credentials, HomeDelivery, Schemas } from "./client.js";
export { Tracking } from "./tracking.js";
export type { LocationUpdate, Offer, PickupReminder, StatusUpdate, TrackingOptions, Update } from "./tracking.js";
