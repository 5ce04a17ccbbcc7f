import "@mantine/core/styles.css";
import "@mantine/notifications/styles.css";
import { MantineProvider } from "@mantine/core";
import { Notifications } from "@mantine/notifications";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "react-router/dom";
import { createQueryClient } from "./api/queries";
import { askEarly } from "./early";
import { rememberedLanguage, startI18n } from "./i18n";
import { createRouter } from "./router";
import { legible, theme } from "./ui/theme";

export const spoken = startI18n(rememberedLanguage(localStorage));
const queries = createQueryClient();
askEarly(queries, window.location.pathname);
const router = createRouter();

export function App() {
  return (
    <MantineProvider theme={theme} forceColorScheme="light" cssVariablesResolver={legible}>
      <Notifications position="top-center" autoClose={4000} />
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  );
}
