import { type RefObject, useEffect, useRef } from "react";
import { useLocation } from "react-router";

/**
 * For a native popover: a client-side navigation keeps the document, and with it what is open, so that it is closed here. What somebody
 * has opened before scripts took over stays open.
 */
export function usePopover<Panel extends HTMLElement>(): RefObject<Panel | null> {
  const panel = useRef<Panel>(null);
  const { key } = useLocation();
  const shown = useRef(key);
  useEffect(() => {
    if (shown.current === key) return;
    shown.current = key;
    if (panel.current?.matches(":popover-open")) panel.current.hidePopover();
  }, [key]);
  return panel;
}
