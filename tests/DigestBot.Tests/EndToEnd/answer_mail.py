"""Answers a mail as a person does: the mail on standard input, quoted below the words. Arguments: SMTP port, own address, words."""
import email, email.policy, email.utils, smtplib, sys

port, own, words = int(sys.argv[1]), sys.argv[2], sys.argv[3]
mail = email.message_from_bytes(sys.stdin.buffer.read(), policy=email.policy.default)
to = (mail["Reply-To"] or mail["From"]).addresses[0].addr_spec
text = mail.get_body(("plain",)).get_content()

answer = email.message.EmailMessage()
answer["From"] = own
answer["To"] = to
answer["Subject"] = "Re: " + mail["Subject"]
answer["Date"] = email.utils.format_datetime(mail["Date"].datetime)
answer["Message-ID"] = "<" + str(abs(hash(words))) + "@" + own.split("@")[1] + ">"
answer["In-Reply-To"] = mail["Message-ID"]
answer["References"] = mail["Message-ID"]
answer.set_content(words + "\n\nOn " + str(mail["Date"]) + ", " + mail["From"].addresses[0].display_name + " wrote:\n"
                   + "\n".join("> " + line for line in text.splitlines()) + "\n")
with smtplib.SMTP("127.0.0.1", port, "reader.example") as smtp:
    smtp.send_message(answer, own, [to])
print(to)
