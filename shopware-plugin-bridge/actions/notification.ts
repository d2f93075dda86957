import type { TextLanguage } from "../registration/refusal-text.ts";

/** What the administration shows after a press of the button. */
export interface Notification {
  actionType: "notification";
  payload: { status: "success" | "warning"; message: string };
}

/** Says what happens now, which is not that everything is sent: what Karla has already is not sent again. */
export function notificationFor(orders: { asked: number; named: number }, language: TextLanguage): Notification {
  const { status, message } = orders.asked === 0 ? noOrder[language] : read(orders, language);
  return { actionType: "notification", payload: { status, message } };
}

type Shown = Notification["payload"];

const noOrder: Record<TextLanguage, Shown> = {
  de: { status: "warning", message: "Es ist keine Bestellung ausgewählt, also wurde nichts an Karla gesendet." },
  en: { status: "warning", message: "No order is selected, so nothing was sent to Karla." },
};

function read({ asked, named }: { asked: number; named: number }, language: TextLanguage): Shown {
  const left = named - asked;
  const status = left > 0 ? "warning" : "success";
  switch (language) {
    case "de": {
      const these = asked === 1 ? "Die Bestellung wird" : `${asked} Bestellungen werden`;
      const others = `Das sind so viele, wie auf einmal gehen: Bitte die übrigen ${left} danach auswählen.`;
      const message = `${these} jetzt neu gelesen. Was Karla noch nicht hat, wird gesendet; was Karla schon hat, nicht noch einmal.`;
      return { status, message: left > 0 ? `${message} ${others}` : message };
    }
    case "en": {
      const these = asked === 1 ? "The order is" : `${asked} orders are`;
      const others = `That is as many as go at a time: please select the other ${left} afterwards.`;
      const message = `${these} read again now. What Karla lacks is sent; what Karla has already is not sent again.`;
      return { status, message: left > 0 ? `${message} ${others}` : message };
    }
  }
}
