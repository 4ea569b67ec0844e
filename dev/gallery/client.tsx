import "./gallery.css";
import { hydrateRoot } from "react-dom/client";
import { createBrowserRouter, RouterProvider } from "react-router";
import { GalleryDocument, readAddress } from "./document.tsx";
import { galleryRoutes } from "./routes.tsx";

const { locale, theme, basename } = readAddress(location.pathname);
const router = createBrowserRouter(galleryRoutes(locale, theme), { basename });
hydrateRoot(
  document,
  <GalleryDocument locale={locale} theme={theme} scripts>
    <RouterProvider router={router} />
  </GalleryDocument>,
);
